"""Faults of plans, and the words in which a plan's rules are told."""

_REMEDY = "Cách xử lý: Sửa các chỗ trên, rồi kiểm tra lại: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "plan.circle": 'Chỉ tiêu "{written}" dựa vào chính nó.',
    "plan.days_reversed": "Ngày đầu phải trước ngày cuối.",
    "plan.empty_condition": "Điều kiện còn trống.",
    "plan.field_exists": 'Danh sách nào cũng có trường "{written}"; không cần khai thêm.',
    "plan.field_values": 'Khóa "values" dùng cho loại choice, và chỉ cho loại đó.',
    "plan.goal_impossible": 'Mức "{written}" trên 100 %: tỷ lệ không thể vượt 100 %.',
    "plan.goal_number": "Mức phải là số không âm như 90%, 2.5% hoặc 55.",
    "plan.goal_range": "Mức phải là khoảng như 3 - 4% hoặc 55 - 60, số nhỏ trước.",
    "plan.goal_unit.count": 'Mức "{written}" phải là số đếm, không có dấu %.',
    "plan.goal_unit.percent": 'Mức "{written}" phải có dấu %.',
    "plan.key_needed": 'Cách tính "{kind}" cần khóa "{written}".',
    "plan.key_unfit": 'Cách tính "{kind}" không dùng khóa "{written}".',
    "plan.moment_of_other": 'Khóa "{written}" không dùng cùng numerator_of: '
    "thời điểm theo chỉ tiêu kia.",
    "plan.month_day": "Ngày này không có trong năm; ghi tháng-ngày, ví dụ 07-01.",
    "plan.name_twice": '"{written}" đã được dùng ở trên.',
    "plan.no_terms": 'Chỉ tiêu theo nhiệm kỳ cần khóa "terms" ở phần "plan".',
    "plan.one_of": "Ghi đúng một trong các khóa: {keys}.",
    "plan.operator_unfit": 'Trường "{field}" không so sánh được bằng "{operator}". Dùng: {known}.',
    "plan.other_kind": 'Chỉ tiêu "{written}" tính trên loại danh sách khác.',
    "plan.part_needed": 'Chỉ tiêu có nhiều phần; thêm khóa "part": {known}.',
    "plan.quotas_need_count": "Số giao cho từng đơn vị chỉ dùng với cách tính đếm số lượng.",
    "plan.quotas_need_measure": 'Số giao cho từng đơn vị cần khóa "measure".',
    "plan.setting_value": "Lựa chọn phải là một trong: {known}.",
    "plan.unit_unfit": 'Đơn vị đếm "{written}" không hợp với "of: {kind}".',
    "plan.unknown_choice": 'Không có lựa chọn "{written}". Các lựa chọn: {known}.',
    "plan.unknown_choice_near": 'Không có lựa chọn "{written}". Có phải "{nearest}"?',
    "plan.unknown_date_field": 'Không có trường ngày "{written}". Các trường ngày: {known}.',
    "plan.unknown_date_field_near": 'Không có trường ngày "{written}". Có phải "{nearest}"?',
    "plan.unknown_definition": 'Chưa có định nghĩa "{written}" ở trên. Đã có: {known}.',
    "plan.unknown_definition_near": 'Chưa có định nghĩa "{written}". Có phải "{nearest}"?',
    "plan.unknown_field.member": 'Đảng viên không có trường "{written}". Các trường: {known}.',
    "plan.unknown_field.member_near": 'Đảng viên không có trường "{written}". Có phải "{nearest}"?',
    "plan.unknown_field.organization": 'Tổ chức đảng không có trường "{written}". '
    "Các trường: {known}.",
    "plan.unknown_field.organization_near": 'Tổ chức đảng không có trường "{written}". '
    'Có phải "{nearest}"?',
    "plan.unknown_field.residential_unit": 'Thôn, tổ dân phố không có trường "{written}". '
    "Các trường: {known}.",
    "plan.unknown_field.residential_unit_near": 'Thôn, tổ dân phố không có trường "{written}". '
    'Có phải "{nearest}"?',
    "plan.unknown_name_field": 'Không có trường "{written}" để đặt cách gọi. Các trường: {known}.',
    "plan.unknown_name_field_near": 'Không có trường "{written}" để đặt cách gọi. '
    'Có phải "{nearest}"?',
    "plan.unknown_operator": 'Không có phép so sánh "{written}". Dùng: {known}.',
    "plan.unknown_operator_near": 'Không có phép so sánh "{written}". Có phải "{nearest}"?',
    "plan.unknown_part": 'Chỉ tiêu không có phần "{written}". Các phần: {known}.',
    "plan.unknown_part_near": 'Chỉ tiêu không có phần "{written}". Có phải "{nearest}"?',
    "plan.unknown_reason": 'Chỉ tiêu không loại trừ vì "{written}". Các lý do: {known}.',
    "plan.unknown_reason_near": 'Chỉ tiêu không loại trừ vì "{written}". Có phải "{nearest}"?',
    "plan.unknown_setting": 'Kế hoạch không có mục lựa chọn "{written}". Đã có: {known}.',
    "plan.unknown_setting_near": 'Kế hoạch không có mục lựa chọn "{written}". Có phải "{nearest}"?',
    "plan.unknown_target": 'Không có chỉ tiêu "{written}". Các chỉ tiêu: {known}.',
    "plan.unknown_target_near": 'Không có chỉ tiêu "{written}". Có phải "{nearest}"?',
    "plan.value_twice": "Một giá trị được ghi hai lần.",
    "plan.want_condition": "Ở đây phải là điều kiện dạng trường: giá trị.",
    "plan.want_conditions": "Ở đây phải là danh sách điều kiện, mỗi điều kiện một gạch đầu dòng.",
    "plan.want_date": "Phải là ngày, tháng hoặc năm: 2019-03-02, 2019-03, 2019.",
    "plan.want_day": "Phải là ngày: 2024-12-31, 07-01 (trong năm) hoặc {{field: trường ngày}}.",
    "plan.want_moment": 'Thiếu khóa "{wanted}": tính tại ngày nào.',
    "plan.want_operator": 'Trường "{field}" cần một phép so sánh: {known}.',
    "plan.want_setting": "Phải ghi lựa chọn dạng mục: lựa chọn.",
    "plan.wrong_moment_key": 'Khóa "{written}" không dùng cho loại danh sách này: '
    '"present" cho đảng viên, "existing" cho tổ chức đảng.',
    "plan.years_reversed": "Năm đầu phải trước năm cuối.",
}

WORDS: dict[str, str] = {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
