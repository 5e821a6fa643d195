"""The auditor's pages: who did and read what, what stands out, what people complain of."""
