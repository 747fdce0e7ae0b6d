"""The district: organizations, residential units and people over two years, seeded.

Everything is decided here, so the truth is counted from the objects, not by the program.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from .names import ethnicity, person_name

SEED = 42
COMMUNES = {
    "thị trấn Lạc Dương": [
        "Tổ dân phố " + n
        for n in (
            "Bon Đưng 1",
            "Bon Đưng 2",
            "B'Nơ B",
            "B'Nơ C",
            "Đăng Gia Rít B",
            "Đăng Lèn",
            "Hợp Thành",
            "Lang Biang",
        )
    ],
    "xã Lát": [
        "Thôn " + n
        for n in ("Đạ Nghịt 1", "Đạ Nghịt 2", "Păng Tiêng 1", "Păng Tiêng 2", "Đạ Yi", "Đưng K'Si")
    ],
    "xã Đạ Sar": [f"Thôn {n}" for n in range(1, 7)],
    "xã Đạ Nhim": [
        "Thôn " + n
        for n in ("Đạ Blah", "Đa Ra Hoa", "Đạ Tro", "Liêng Bông", "Đạ Chais 1", "Tơr Nơ")
    ],
    "xã Đạ Chais": [
        "Thôn " + n for n in ("Klong Klanh", "Đông Mang", "Tou Neh", "Long Lanh", "Dong Mang 2")
    ],
    "xã Đưng K'Nớ": [
        "Thôn " + n for n in ("K'Nớ 1", "K'Nớ 2", "Lán Tranh", "Đưng Trang", "K'Nớ 5")
    ],
}
COMMITTEES = {
    "Đảng bộ Công an huyện": ("Công an", ["Tham mưu", "An ninh", "Điều tra", "Cảnh sát"]),
    "Đảng bộ Quân sự huyện": ("Quân đội", ["Tham mưu tác chiến", "Chính trị", "Hậu cần"]),
    "Đảng bộ Trung tâm Y tế huyện": (
        "Đơn vị sự nghiệp công lập",
        ["Khối điều trị", "Khối dự phòng", "Khối trạm y tế", "Khối hành chính"],
    ),
    "Đảng bộ Ủy ban nhân dân huyện": (
        "Cơ quan Nhà nước",
        ["Văn phòng", "Kinh tế", "Nội vụ", "Tài nguyên"],
    ),
}
BRANCHES = {
    "Cơ quan Đảng, MTTQ, đoàn thể": [
        "Văn phòng Huyện ủy",
        "Ban Tổ chức Huyện ủy",
        "Ban Tuyên giáo Huyện ủy",
        "Mặt trận Tổ quốc huyện",
    ],
    "Cơ quan Nhà nước": [
        "Tòa án nhân dân huyện",
        "Viện kiểm sát nhân dân huyện",
        "Chi cục Thuế huyện",
        "Kho bạc Nhà nước huyện",
        "Thi hành án dân sự huyện",
    ],
    "Đơn vị sự nghiệp công lập": [
        "Trường THPT Lang Biang",
        "Trường THPT Đạ Sar",
        "Trường Dân tộc nội trú",
        "Trung tâm Văn hóa huyện",
        "Trung tâm Nông nghiệp huyện",
        "Ban quản lý rừng Đa Nhim",
    ],
    "Doanh nghiệp có vốn Nhà nước": ["Công ty Lâm nghiệp Đơn Dương"],
    "Công ty trách nhiệm hữu hạn": ["Công ty TNHH Nông sản Lang Biang"],
    "Hợp tác xã": ["Hợp tác xã Rau hoa Đạ Sar"],
    "Công ty Cổ phần": ["Công ty cổ phần Du lịch Langbiang"],
}
NEW_PRIVATE = "Chi bộ Công ty TNHH Nông sản Lang Biang"
OFFICE_BRANCHES = ("Cơ quan", "Trường học")
OCCUPATIONS_AT_HOME = ["Nông dân"] * 6 + ["Hưu trí"] * 3 + ["Công nhân"]


@dataclass
class Organization:
    name: str
    kind: str
    parent: str = ""
    sector: str = ""
    unit: str = ""
    committee: bool = True
    founded: date = date(2010, 3, 3)
    rules: bool = True
    programme: bool = True
    model: str = ""
    recognised: str = ""
    recognised_before: bool = False
    """whether its model was recognised in 2023 already"""
    rating: dict[int, str] = field(default_factory=dict)

    @property
    def grassroots(self) -> str:
        return self.parent or self.name


@dataclass
class Person:
    name: str
    sex: str
    born: date
    ethnic: str
    organization: Organization
    admitted: date
    official: date | None
    card: str
    occupation: str
    status: str = "Đang sinh hoạt"
    left: date | None = None
    left_how: str = ""
    moved_in: date | None = None
    rating: dict[int, str] = field(default_factory=dict)
    pledge: dict[int, bool] = field(default_factory=dict)
    introduced: bool = False
    exemption: str = ""
    review: dict[int, str] = field(default_factory=dict)

    def on_list(self, day: date) -> bool:
        entered = self.moved_in or self.admitted
        return max(entered, self.admitted) <= day and not (self.left and self.left <= day)

    @property
    def working(self) -> bool:
        return not self.organization.unit and self.occupation in (
            "Cán bộ, công chức, viên chức",
            "Lực lượng vũ trang",
            "Công nhân",
        )

    @property
    def pledges(self) -> bool:
        return self.occupation in ("Cán bộ, công chức, viên chức", "Lực lượng vũ trang")


@dataclass
class District:
    organizations: list[Organization]
    people: list[Person]

    def present(self, day: date) -> list[Person]:
        return [person for person in self.people if person.on_list(day)]

    @property
    def grassroots(self) -> list[Organization]:
        return [each for each in self.organizations if not each.parent]


def organizations(rng: random.Random) -> list[Organization]:
    found: list[Organization] = []
    for commune, units in COMMUNES.items():
        committee = f"Đảng bộ {commune}"
        sector = "Thị trấn" if commune.startswith("thị trấn") else "Xã"
        found.append(Organization(committee, "Đảng bộ cơ sở", sector=sector))
        found += [
            Organization(
                f"Chi bộ {unit}" if "Tổ" not in unit else f"Chi bộ TDP {unit[11:]}",
                "Chi bộ trực thuộc đảng ủy cơ sở",
                committee,
                "Thôn, tổ dân phố",
                unit,
            )
            for unit in units
        ]
        if sector == "Xã":
            for found_unit in found[-len(units) :]:
                found_unit.name += (
                    f" {commune}"
                    if found_unit.name[-1].isdigit() and len(found_unit.name) < 15
                    else ""
                )
        found += [
            Organization(
                f"Chi bộ {kind} {commune}",
                "Chi bộ trực thuộc đảng ủy cơ sở",
                committee,
                "Cơ quan Nhà nước" if kind == "Cơ quan" else "Đơn vị sự nghiệp công lập",
            )
            for kind in OFFICE_BRANCHES
        ]
    for committee, (sector, parts) in COMMITTEES.items():
        found.append(Organization(committee, "Đảng bộ cơ sở", sector=sector))
        short = committee.removeprefix("Đảng bộ ")
        found += [
            Organization(
                f"Chi bộ {part} {short}", "Chi bộ trực thuộc đảng ủy cơ sở", committee, sector
            )
            for part in parts
        ]
    for sector, names in BRANCHES.items():
        found += [Organization(f"Chi bộ {name}", "Chi bộ cơ sở", sector=sector) for name in names]
    for each in found:
        if each.name == NEW_PRIVATE:
            each.founded = date(2022, 5, 19)
    return found


def settle_organizations(rng: random.Random, found: list[Organization]) -> None:
    residential = [each for each in found if each.unit]
    for each in rng.sample(residential, 5):
        each.committee = False
    for each in rng.sample([o for o in found if o.parent], 2):
        each.programme = False
    grassroots = [each for each in found if not each.parent]
    for index, each in enumerate(rng.sample(grassroots, 13)):
        each.model = "Mô hình dân vận khéo" if index % 2 else "Chi bộ bốn tốt"
        each.recognised = "x" if index < 11 else ""
        each.recognised_before = index < 8
    judged = [each for each in grassroots if each.sector not in ("Công an", "Quân đội")]
    for year, low in ((2023, 4), (2024, 3)):
        weak = {id(each) for each in rng.sample(judged, low)}
        for each in found:
            good = "HTXSNV" if rng.random() < 0.2 else "HTTNV"
            each.rating[year] = "HTNV" if id(each) in weak else good


def day_between(rng: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def new_person(
    rng: random.Random, organization: Organization, taken: set[tuple[str, date]]
) -> Person:
    ethnic, sex = ethnicity(rng), rng.choice(["male", "female"])
    while True:
        name, born = (
            person_name(rng, ethnic, sex),
            day_between(rng, date(1948, 1, 1), date(1999, 12, 31)),
        )
        if (name, born) not in taken:
            break
    taken.add((name, born))
    admitted = day_between(rng, date(max(born.year + 20, 1975), 1, 1), date(2022, 9, 30))
    official = admitted + timedelta(days=rng.randrange(366, 400))
    return Person(
        name,
        sex,
        born,
        ethnic,
        organization,
        admitted,
        official,
        "",
        occupation_in(rng, organization),
    )


def occupation_in(rng: random.Random, organization: Organization) -> str:
    if organization.unit:
        return rng.choice(OCCUPATIONS_AT_HOME)
    if organization.sector in ("Công an", "Quân đội"):
        return "Lực lượng vũ trang"
    if (
        "Công ty" in organization.sector
        or "Doanh nghiệp" in organization.sector
        or organization.sector == "Hợp tác xã"
    ):
        return "Công nhân"
    return "Cán bộ, công chức, viên chức"


def people(rng: random.Random, found: list[Organization], size: int) -> list[Person]:
    """`size` people on the list at the end of 2023, then the coming and going of 2024."""
    leaves = [each for each in found if each.kind != "Đảng bộ cơ sở"]
    weights = [1 if each.unit else 1.6 if not each.parent else 1.1 for each in leaves]
    taken: set[tuple[str, date]] = set()
    made = [new_person(rng, rng.choices(leaves, weights)[0], taken) for _ in range(size)]
    arrivals = [new_person(rng, rng.choices(leaves, weights)[0], taken) for _ in range(18)]
    admitted = [new_person(rng, rng.choices(leaves, weights)[0], taken) for _ in range(41)]
    for person in rng.sample(made, 39):
        person.admitted = day_between(rng, date(2023, 1, 5), date(2023, 11, 30))
        person.official = None
    for person in arrivals:
        person.moved_in = day_between(rng, date(2024, 2, 1), date(2024, 11, 30))
    for index, person in enumerate(admitted):
        late = index < 24
        person.admitted = day_between(
            rng,
            date(2024, 7, 1) if late else date(2024, 1, 10),
            date(2024, 12, 20) if late else date(2024, 6, 30),
        )
        person.official = None
    everyone = made + arrivals + admitted
    for number, person in enumerate(everyone, start=1):
        person.card = f"{49_000_000 + 37 * number:08d}" if person.official else ""
    for person in made:
        if person.official is None:
            person.official = person.admitted + timedelta(days=370)
            person.card = f"{49_500_000 + person.admitted.toordinal() * 3 % 400_000:08d}"
            person.card = f"{int(person.card) + rng.randrange(1, 90_000):08d}"
    leave(rng, made)
    return everyone


def leave(rng: random.Random, made: list[Person]) -> None:
    ways = (
        ["Chuyển đi"] * 31 + ["Từ trần"] * 9 + ["Xóa tên"] * 3 + ["Khai trừ"] + ["Xin ra khỏi Đảng"]
    )
    for person, how in zip(rng.sample(made, len(ways)), ways, strict=True):
        person.left, person.left_how = day_between(rng, date(2024, 1, 15), date(2024, 12, 15)), how


def settle_status(rng: random.Random, present: list[Person]) -> None:
    old = [
        p
        for p in present
        if p.organization.unit and p.occupation == "Hưu trí" and p.born.year < 1975
    ]
    for person in rng.sample(old, 48):
        person.status = "Miễn công tác và sinh hoạt đảng"
    rng.choice(
        [p for p in present if p.status == "Đang sinh hoạt" and p.occupation == "Nông dân"]
    ).status = "Đình chỉ sinh hoạt đảng"


def settle_ratings(rng: random.Random, district: District) -> None:
    """Exactly so many of each level, so that the year's rate lies where the sample needs it."""
    for year, excellent, completed, failed in ((2023, 140, 112, 14), (2024, 152, 92, 6)):
        start = date(year, 7, 1)
        rated = [
            person
            for person in district.present(date(year, 12, 31))
            if person.status == "Đang sinh hoạt"
            and not (person.admitted >= start and not person.moved_in)
        ]
        rng.shuffle(rated)
        levels = ["HTXSNV"] * excellent + ["HTNV"] * completed + ["KHTNV"] * failed
        levels += ["HTTNV"] * (len(rated) - len(levels))
        for person, level in zip(rated, levels, strict=True):
            person.rating[year] = level


def settle_ties(rng: random.Random, district: District) -> None:
    for year in (2023, 2024):
        for person in district.present(date(year, 12, 31)):
            person.pledge[year] = person.pledges
            person.introduced = person.working
            if person.working:
                person.review[year] = "Gương mẫu"
    working = [p for p in district.present(date(2024, 12, 31)) if p.working]
    chosen = rng.sample(working, 13 + 33 + 8 + 5)
    for person in chosen[:13]:
        person.exemption, person.introduced, person.review = "Miễn giới thiệu", False, {}
    for person in chosen[13:46]:
        person.exemption, person.review = "Miễn sinh hoạt nơi cư trú", {}
    for person in chosen[46:54]:
        person.review[2024] = "Chưa gương mẫu"
    for person in chosen[54:]:
        person.review[2024] = ""


def unsettle_ratings(rng: random.Random, district: District) -> None:
    """17 said to be not rated; 20 blanks, 2 words nobody can read, of the year 2024."""
    rated = [p for p in district.present(date(2024, 12, 31)) if p.rating.get(2024)]
    good = [p for p in rated if p.rating[2024] == "HTTNV"]
    chosen = rng.sample(good, 17 + 20 + 2)
    for person in chosen[:17]:
        person.rating[2024] = "Chưa đánh giá"
    for person in chosen[17:37]:
        person.rating[2024] = ""
    for person in chosen[37:]:
        person.rating[2024] = "xem lại"


def build() -> District:
    """The district of the samples; the same for every run."""
    rng = random.Random(SEED)
    found = organizations(rng)
    settle_organizations(rng, found)
    district = District(found, people(rng, found, 1_154))
    settle_status(rng, district.present(date(2024, 12, 31)))
    settle_ratings(rng, district)
    settle_ties(rng, district)
    unsettle_ratings(rng, district)
    return district
