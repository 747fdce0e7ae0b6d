"""The words of the empty workbook. Headers and values stay Vietnamese: rosters are read in it."""

from lacduong_kpi.wording.vi.template import WORDS as _VIETNAMESE

_ENGLISH: dict[str, str] = {
    "template.comment.number": "Running number; may stay empty.",
    "template.type.text": "Text. Write a name the same way on every sheet.",
    "template.type.name": "The full name, one person a row.",
    "template.type.digits": "All digits, leading zeros kept.",
    "template.type.date": "Day/month/year, for example 03/02/2019. If only the year is known, the year.",
    "template.type.flag": "Choose Có (yes) or Không (no). An empty cell counts as unknown.",
    "template.type.choice": "Choose from the list. An empty cell counts as unknown.",
    "template.type.count": "A whole number.",
    "template.comment.rating": "The rating of the year. Whoever is not rated gets Chưa đánh giá, not an empty cell.",
    "template.comment.status": "The status on the day of the list. Empty means active. Those who left stay here, with the day.",
    "template.comment.left_on": "The day of transfer, death, expulsion, striking off or resignation.",
    "template.comment.transferred_in_on": "Only for transfers from another Party committee, not between branches.",
    "template.comment.admitted_on": "The day of admission (probationary). The admission target counts by this day.",
    "template.comment.residence_exemption": "Exemption under Regulation 213-QĐ/TW of 2 January 2020. Empty means none.",
    "template.comment.new_model_recognised": "Có only if the upper committee has recognised it.",
    "template.comment.founded_on": "The day of the founding decision.",
    "template.comment.branch_kind": "Own branch, joint branch (several villages), or none yet.",
    "template.note.1": "HOW TO FILL IN",
    "template.note.2": "1. Fill in three sheets: Đảng viên (members), Tổ chức đảng (organizations), Thôn, tổ dân phố (residential units).",
    "template.note.3": "2. Where a cell has a list, choose from it. Point at a header to see what counts.",
    "template.note.4": "3. Leave a cell empty if nothing is known: it counts as unknown, and the program names it.",
    "template.note.5": "4. Those who left in the year stay in the list, with their status and the day.",
    "template.note.6": "5. Write branch names on the members' sheet as on the organizations' sheet.",
    "template.note.7": "6. Save the file, then run: lacduong-kpi check FILE",
    "template.note.targets": "TARGETS COUNTED FROM THIS FILE",
}

WORDS: dict[str, str] = {**_VIETNAMESE, **_ENGLISH}
