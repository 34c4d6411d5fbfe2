"""What may lie in a workbook that we give out: values, looks, and for charts their drawing; nothing else."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|metadata)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet\d+\.xml"
)
CHARTS = re.compile(
    ALLOWED.pattern + r"|xl/charts/chart\d+\.xml|xl/drawings/drawing\d+\.xml"
    r"|xl/drawings/_rels/drawing\d+\.xml\.rels|xl/worksheets/_rels/sheet\d+\.xml\.rels"
)


def only_values(path: Path, allowed: re.Pattern[str] = ALLOWED) -> None:
    """Fails where the file holds a part, a formula, a link, a hidden sheet or a name that it must not."""
    with zipfile.ZipFile(path) as archive:
        odd = [name for name in archive.namelist() if not allowed.fullmatch(name)]
        assert odd == []
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(r"<f[ >]|<hyperlink|<legacyDrawing|<oleObject|<extLst", text), name
            if name == "xl/workbook.xml":
                assert 'state="' not in text
                assert "externalReference" not in text and "pivotCache" not in text
            if name == "docProps/core.xml":
                assert re.search(r"<dc:creator>\w|<cp:lastModifiedBy>\w", text) is None
            if name.endswith(".rels"):
                assert 'TargetMode="External"' not in text
