// The yardstick of the `json` benchmark: the same responses scored by fhirpath.js, with the
// expression that the guide to Structured Data Capture gives for a total (%resource … weight).
//
// Started with the Questionnaire and the responses (NDJSON) as files. Each line on stdin asks for
// one pass over all responses; its answer is a line with the seconds taken and the sum of totals.
"use strict";

const fs = require("fs");
const readline = require("readline");
const fhirpath = require("fhirpath");
const r4 = require("fhirpath/fhir-context/r4");

const [, , questionnaireFile, responsesFile, expression] = process.argv;
const questionnaire = JSON.parse(fs.readFileSync(questionnaireFile, "utf8"));
const documents = fs.readFileSync(responsesFile, "utf8").trim().split("\n");
const total = fhirpath.compile(expression, r4);

function pass() {
  const start = process.hrtime.bigint();
  let sum = 0;
  for (const document of documents) {
    const resource = JSON.parse(document);
    sum += total(resource, { resource, questionnaire })[0];
  }
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, sum };
}

readline
  .createInterface({ input: process.stdin })
  .on("line", () => process.stdout.write(`${JSON.stringify(pass())}\n`));
