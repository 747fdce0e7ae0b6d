"""Names of people who do not exist, of the groups that live in the district."""

from __future__ import annotations

import random

KINH_FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đoàn",
    "Trương",
]
KINH_MIDDLE = {
    "male": ["Văn", "Đình", "Quốc", "Xuân", "Minh", "Hữu", "Công", "Đức", "Thanh", "Ngọc"],
    "female": ["Thị", "Ngọc", "Thu", "Thanh", "Kim", "Mỹ", "Hồng", "Minh", "Bích", "Diệu"],
}
KINH_GIVEN = {
    "male": [
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Đạt",
        "Hải",
        "Hiếu",
        "Hòa",
        "Hùng",
        "Khánh",
        "Long",
        "Nam",
        "Phong",
        "Quân",
        "Sơn",
        "Tài",
        "Thắng",
        "Tuấn",
        "Vinh",
        "Thủy",
    ],
    "female": [
        "Anh",
        "Chi",
        "Dung",
        "Giang",
        "Hà",
        "Hạnh",
        "Hoa",
        "Hương",
        "Lan",
        "Liên",
        "Mai",
        "Nga",
        "Nhung",
        "Oanh",
        "Phương",
        "Quý",
        "Tâm",
        "Thảo",
        "Trang",
        "Yến",
    ],
}
FAMILY = {
    "Cơ Ho": ["K'", "Kơ Să", "Đa Cát", "Ndu", "Ya", "Cơ Liêng"],
    "Chil": ["Cil Pam", "Cil Múp", "Cil Yú", "Cil", "Kon Sơ", "Liêng Jrang"],
    "Lạch": ["Krajăn", "Dagout", "Bon Niêng", "Păng Ting", "Liêng Hót", "Sơ Kết"],
}
GIVEN = {
    "male": [
        "Brêu",
        "Mbin",
        "Sâm",
        "Thuyên",
        "Plưng",
        "Juăn",
        "Srên",
        "Tơng",
        "Djrong",
        "Nhiêng",
        "Poh",
        "Chú",
        "Glong",
        "Mang",
        "Wên",
        "Bros",
    ],
    "female": [
        "Juyên",
        "Hương",
        "Nhơn",
        "Thẻm",
        "Brịp",
        "Mroi",
        "Lêm",
        "Dũm",
        "Sơn",
        "Ngai",
        "Rinh",
        "Glim",
        "Mhang",
        "Tuyết",
        "Xuyến",
        "Yông",
    ],
}
ETHNIC_WEIGHTS = {"Kinh": 46, "Cơ Ho": 24, "Chil": 17, "Lạch": 13}


def ethnicity(rng: random.Random) -> str:
    return rng.choices(list(ETHNIC_WEIGHTS), weights=list(ETHNIC_WEIGHTS.values()))[0]


def person_name(rng: random.Random, ethnic: str, sex: str) -> str:
    """A full name in the fashion of its group: K'Brêu, Ka Juyên, Cil Pam Ha Poh, Lê Thị Mai."""
    if ethnic == "Kinh":
        return f"{rng.choice(KINH_FAMILY)} {rng.choice(KINH_MIDDLE[sex])} {rng.choice(KINH_GIVEN[sex])}"
    family, given = rng.choice(FAMILY[ethnic]), rng.choice(GIVEN[sex])
    if family == "K'":
        return f"K'{given}" if sex == "male" else f"Ka {given}"
    return f"{family} {'Ha' if sex == 'male' else 'Ka'} {given}"
