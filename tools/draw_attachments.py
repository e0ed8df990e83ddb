"""Write the demonstration documents' attachments: Word, Excel, PDF, text and CSV files.

usage: python tools/draw_attachments.py     (needs python-docx and openpyxl)

The files are small and the same on every run: time stamps inside them are fixed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

CONTENT = Path(__file__).resolve().parent.parent / "content"
AUTHOR = "文法学院党委办公室（示例）"
MADE_ON = dt.datetime(2012, 11, 1)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 72

Row = Sequence[str | int | float | None]


def repack(raw: bytes) -> bytes:
    """The same Office file with every time stamp fixed."""
    stamp = f"{MADE_ON:%Y-%m-%dT%H:%M:%SZ}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, data)
    return out.getvalue()


def write(path: str, data: bytes) -> None:
    target = CONTENT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def word(path: str, title: str, blocks: Sequence[str | Sequence[Row]]) -> None:
    """A Word file: paragraphs, `# ` headings, `- ` list items, and tables given as lists of rows."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title, properties.language = AUTHOR, title, "zh-CN"
    properties.comments = "示例文件"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "SimSun", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_heading(title, 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("（示例文件，内容为演示而编写）").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in blocks:
        if not isinstance(block, str):
            table = document.add_table(rows=0, cols=len(block[0]), style="Table Grid")
            for row in block:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = "" if value is None else str(value)
        elif block.startswith("# "):
            document.add_heading(block[2:], 1)
        elif block.startswith("- "):
            document.add_paragraph(block[2:], style="List Bullet")
        else:
            document.add_paragraph(block)
    buffer = io.BytesIO()
    document.save(buffer)
    write(path, repack(buffer.getvalue()))


def excel(
    path: str, sheet_name: str, rows: Sequence[Row], widths: Sequence[int], choices: dict[str, str] | None = None
) -> None:
    """An Excel file of one sheet; `choices` are cell ranges with their lists of allowed values."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="B22D28")
        cell.alignment = Alignment(horizontal="center")
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for cells, allowed in (choices or {}).items():
        rule = DataValidation(type="list", formula1=f'"{allowed}"', allow_blank=True)
        rule.add(cells)
        sheet.add_data_validation(rule)
    book.properties.creator, book.properties.title = AUTHOR, sheet_name
    buffer = io.BytesIO()
    book.save(buffer)
    write(path, repack(buffer.getvalue()))


def table(path: str, rows: Sequence[Row]) -> None:
    """A CSV file with a byte-order mark, so that Excel reads it as UTF-8."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    write(path, buffer.getvalue().encode("utf-8-sig"))


def pdf(path: str, title: str, lines: Sequence[tuple[str, int]]) -> None:
    """A one-page PDF of (text, size) lines, in the reader's own Chinese font; its text can be searched and copied."""

    def utf16(text: str) -> str:
        return f"<{text.encode('utf-16-be').hex().upper()}>"

    parts, y = ["BT"], PAGE_HEIGHT - MARGIN
    for text, size in lines:
        y -= round(size * 1.8)
        x = (PAGE_WIDTH - len(text) * size) // 2 if size > 14 else MARGIN
        parts.append(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm {utf16(text)} Tj")
    parts.append("ET")
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /UCS2 def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
    )

    def stream(text: str) -> str:
        data = zlib.compress(text.encode("ascii"), 9).decode("latin-1")
        return f"<< /Length {len(data)} /Filter /FlateDecode >>\nstream\n{data}\nendstream"

    def marked(text: str) -> str:
        return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"

    made = f"D:{MADE_ON:%Y%m%d%H%M%S}+08'00'"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        stream("\n".join(parts)),
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
        ),
        (
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
        stream(unicode_map),
        f"<< /Title {marked(title)} /Author {marked(AUTHOR)} /CreationDate ({made}) >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode("latin-1"))
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 9 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    write(path, bytes(out))


def notices() -> None:
    title = "关于各党支部制订创先争优活动计划的通知"
    pdf(
        "documents/2010/2010-09-25-notice-branch-plans/notice.pdf",
        title,
        [
            (title, 18),
            ("（示例文件，内容为演示而编写）", 12),
            ("", 12),
            ("各党支部：", 14),
            ("　　为使争创活动有计划、能落实，请结合支部实际制订活动计划，于", 14),
            ("10月20日前报学院党委办公室。", 14),
            ("　　一、有目标。写明本支部争创什么，不抄文件原话。", 14),
            ("　　二、有措施。每个目标对应一至两件具体的事。", 14),
            ("　　三、有时间。写明起止时间和负责人。", 14),
            ("　　计划一般不超过一千字。", 14),
            ("", 14),
            ("　　　　　　　　　　　　　　　　　文法学院党委（示例）", 14),
            ("　　　　　　　　　　　　　　　　　2010年9月25日", 14),
        ],
    )
    folder = "documents/2011/2011-04-20-notice-commitments"
    heads = ("序号", "差距", "承诺", "措施", "期限", "状态", "证明")
    first: Row = (
        1,
        "师生办一件事要跑好几趟",
        "推行一次性告知",
        "列出材料清单，请学生试办",
        "2011-12-31",
        "承诺",
        "材料清单",
    )
    blank: list[Row] = [(number, None, None, None, None, None, None) for number in range(2, 11)]
    excel(
        f"{folder}/commitment-form.xlsx",
        "公开承诺登记表",
        [heads, first, *blank],
        (6, 26, 26, 30, 14, 10, 20),
        {"F2:F11": "承诺,办理中,已兑现,未兑现"},
    )
    text = (
        "公开承诺登记表填写说明（示例）",
        "",
        "1. 差距：写看得见的现象，一行一条，不写大道理。",
        "2. 承诺：写做成什么样子，能用数字的用数字。",
        "3. 措施：写怎样做、谁来做。",
        "4. 期限：写到日，例如 2011-12-31。",
        "5. 状态：从“承诺、办理中、已兑现、未兑现”中选一项。",
        "6. 证明：写可以查到的记录，不另做材料。",
        "",
        "不要填写身份证号、学号、手机号码等个人信息。",
    )
    write(f"{folder}/how-to-fill.txt", ("\r\n".join(text) + "\r\n").encode("utf-8"))
    rows: list[Row] = [
        ("日期", "时间", "支部", "讲解"),
        ("2012-11-05", "9:00", "退休教工党支部", "沈示例"),
        ("2012-11-05", "14:30", "中文系教工党支部", "何示例"),
        ("2012-11-06", "14:30", "法学系教工党支部", "梁示例"),
        ("2012-11-07", "14:30", "社会学系师生联合党支部", "孟示例"),
        ("2012-11-12", "16:00", "法学专业本科生党支部", "罗示例"),
        ("2012-11-13", "16:00", "研究生党支部", "叶示例"),
        ("2012-11-14", "14:30", "行政教辅党支部", "沈示例"),
    ]
    excel("news/2012/2012-11-02-visiting-arrangements/visiting-schedule.xlsx", "参观时间表", rows, (14, 10, 28, 12))


def plans_and_bulletins() -> None:
    word(
        "documents/2010/2010-10-18-law-staff-branch-plan/plan.docx",
        "法学系教工党支部创先争优活动计划",
        [
            "# 一、目标",
            "让每名青年教师都讲得出一堂好课，让附近居民找得到一个懂法的人。",
            "# 二、措施和分工",
            [
                ("措施", "负责人", "完成时间"),
                ("参赛课在支部里磨三轮", "梁示例", "2010年12月"),
                ("指导本科生党支部社区普法", "林示例", "2011年6月"),
                ("每次活动记一页纸", "全体党员轮流", "经常"),
            ],
            "# 三、检查",
            "每月支部会议用十分钟检查进度，没有完成的写明原因。",
        ],
    )
    word(
        "documents/2010/2010-10-28-bulletin-1/bulletin-1.docx",
        "创先争优活动简报（第1期）",
        [
            "文法学院党委办公室编印　2010年10月28日",
            "# 支部计划摘要",
            "- 中文系教工党支部：恢复每月读书会。",
            "- 法学系教工党支部：讲课比赛前磨课三轮。",
            "- 行政教辅党支部：统计师生办事跑几趟，从最多的一件改起。",
            "- 法学专业本科生党支部：社区普法每学期不少于两次。",
            "- 研究生党支部：论文预答辩。",
            "- 社会学系师生联合党支部：暑期农村调查。",
            "- 退休教工党支部：给青年教师当导师。",
        ],
    )


def systems_and_reports() -> None:
    table(
        "documents/2011/2011-12-15-window-service-trial/items.csv",
        [
            ("窗口", "事项", "需要的材料", "办结时间（工作日）"),
            ("学院办公室", "开具工作证明", "本人证件", 1),
            ("学院办公室", "借用会议室", "活动说明", 1),
            ("教务", "补办成绩单", "本人证件", 2),
            ("教务", "调课申请", "调课单", 1),
            ("学生工作", "缓缴学费", "申请表、家庭情况说明", 5),
            ("学生工作", "就业推荐表盖章", "推荐表", 1),
        ],
    )
    word(
        "documents/2012/2012-09-26-window-service-system/window-service-system.docx",
        "窗口服务公开承诺制度",
        [
            "第一条　凡到窗口办事的师生，经办人一次说清需要的材料、办理时间和联系方式。",
            "第二条　实行首问负责。第一位接待的人负责办理，不归本人办理的，负责带到经办人处。",
            "第三条　材料清单由经办人起草，请学生试办后定稿，每学期修订一次。",
            "第四条　对不满意的评议意见，十个工作日内答复。",
            "第五条　本制度自公布之日起执行，试行办法同时废止。",
        ],
    )
    folder = "documents/2012/2012-10-27-summary-report"
    ledger: list[Row] = [
        ("承诺人", "事项数", "已兑现", "其中超期", "未兑现", "办理中", "尚未开始"),
        ("学院党委", 5, 3, 0, 1, 1, 0),
        ("法学系教工党支部", 2, 2, 1, 0, 0, 0),
        ("行政教辅党支部", 4, 3, 1, 0, 1, 0),
        ("法学专业本科生党支部", 3, 2, 1, 1, 0, 0),
        ("退休教工党支部", 3, 2, 0, 0, 1, 0),
        ("社会学系师生联合党支部", 2, 0, 0, 0, 1, 1),
        ("林示例", 3, 2, 0, 0, 0, 1),
        ("方示例", 2, 2, 0, 0, 0, 0),
        ("合计", 24, 16, 3, 2, 4, 2),
    ]
    table(f"{folder}/commitments.csv", ledger)
    word(
        f"{folder}/summary-report.docx",
        "文法学院创先争优活动总结报告",
        [
            "# 一、做了什么",
            "围绕“三创三推进，五比五带头”，以讲课比赛、学位点申报、学生就业、法律援助四件事为平台开展争创。",
            "# 二、承诺办理情况",
            ledger,
            "# 三、没做成什么",
            "- 党员活动室没有按期建成；",
            "- 低年级学生结对没有达到承诺的数目；",
            "- 网上预约借用教室仍在试行；",
            "- 三项承诺超期兑现；",
            "- 个别支部的活动记录不完整；",
            "- 毕业生党员的联系没有形成办法。",
            "# 四、留下什么",
            "五项制度、七份支部档案和一面承诺墙。",
        ],
    )


def main() -> None:
    notices()
    plans_and_bulletins()
    systems_and_reports()


if __name__ == "__main__":
    main()
