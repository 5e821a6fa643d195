"""What the columns of a roster are called, in English and in Russian, by the offices that send it.

The first line of each pair is the title that Muster itself uses; the others were collected from
the usual forms: nominal rolls in English, and списки личного состава (штатно-должностной список,
именной список) in Russian.
"""

from __future__ import annotations

from muster.kernel.words import _p
from muster.people.rules.headings import Vocabulary

ROSTER = Vocabulary(
    titles={
        "service_number": _p("column", "Service number"),
        "surname": _p("column", "Surname"),
        "given": _p("column", "Given name"),
        "patronymic": _p("column", "Patronymic"),
        "full_name": _p("column", "Full name"),
        "sex": _p("column", "Sex"),
        "born": _p("column", "Date of birth"),
        "rank": _p("column", "Rank"),
        "unit": _p("column", "Unit code"),
        "post": _p("column", "Post"),
        "since": _p("column", "From"),
        "until": _p("column", "To"),
        "phone": _p("column", "Phone"),
        "email": _p("column", "E-mail"),
        "language": _p("column", "Language"),
        "qualifications": _p("column", "Qualifications"),
    },
    headings={
        "service_number": (
            *("service no", "service id", "personnel number", "personal number", "military id"),
            *("army number", "regimental number", "dod id", "edipi", "number"),
            *("личный №", "лич. номер", "л/н", "личный номер военнослужащего", "номер жетона"),
            *("табельный номер", "таб. номер", "номер"),
        ),
        "surname": ("last name", "lastname", "family name", "фам.", "фамилия военнослужащего"),
        "given": ("first name", "firstname", "forename", "forenames", "given names"),
        "patronymic": ("middle name", "middle names", "father's name", "отч."),
        "full_name": (
            *("name", "name in full", "surname and given name", "surname, given name"),
            *("фио", "ф.и.о.", "фамилия имя отчество", "фамилия, имя и отчество"),
        ),
        "sex": ("gender", "m/f", "м/ж"),
        "born": (
            *("dob", "d.o.b.", "birth date", "birthdate", "birthday", "born", "date"),
            *("др", "д.р.", "дата рожд.", "число, месяц и год рождения", "родился", "дата"),
        ),
        "rank": ("military rank", "grade", "воинское звание", "в/звание", "в/зв."),
        "unit": (
            *("unit", "subunit", "sub-unit", "unit id", "unit identification code", "uic"),
            *("подразделение", "код", "код части", "воинская часть", "часть", "в/ч", "номер"),
            *("номер части", "номер подразделения", "code", "number"),
        ),
        "post": (
            *("position", "appointment", "billet", "job title", "duty position"),
            *("воинская должность", "в/должность", "наименование должности"),
        ),
        "since": (
            *("from date", "date from", "start", "start date", "since", "posted on"),
            *("effective date", "с", "с какого числа", "с даты", "дата с", "дата начала", "начало"),
            *("дата назначения", "назначен", "дата прибытия", "date", "дата"),
        ),
        "until": (
            *("until", "till", "to date", "date to", "end", "end date"),
            *("по", "до", "дата по", "по какое число", "дата окончания", "окончание"),
            *("дата убытия",),
        ),
        "phone": (
            *("telephone", "phone number", "mobile", "mobile phone", "tel", "cell phone"),
            *("contact number", "номер телефона", "мобильный", "мобильный телефон", "моб. телефон"),
            *("сотовый", "сотовый телефон", "контактный телефон", "тел."),
        ),
        "email": ("e-mail address", "mail", "электронный адрес", "эл. почта", "почта", "имейл"),
        "language": ("lang", "preferred language", "язык общения", "родной язык"),
        "qualifications": ("qualification", "skills", "квалификации", "допуски", "специальности"),
    },
    needed=("service_number", "unit"),
    passed_over=("№", "№ п/п", "п/п", "№ пп", "nr", "#", "row", "s/n", "serial"),
)
