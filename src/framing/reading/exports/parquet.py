"""Parquet files, batch by batch."""

from __future__ import annotations

import io

from framing.reading.columns import Columns
from framing.reading.exports.format import Format, Found, Sample, short
from framing.reading.rows import Broken, Row, text_column


def looks(sample: Sample) -> bool:
    """By its first four bytes, or its name."""
    return sample.data.startswith(b"PAR1") or sample.suffix in (".parquet", ".pq")


def rows(sample: Sample, columns: Columns) -> Found:
    """The rows in order; where the file is damaged, those before the damage."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(io.BytesIO(sample.data))
        names = list(table.schema_arrow.names)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ValueError(f"it is no Parquet that can be read ({short(error)})") from error
    if columns.text is None or "." not in columns.text:
        text_column(names, columns.text)
    number = sample.first - 1
    try:
        for batch in table.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield Row(f"row {number}", row)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Broken(f"after row {number}", f"the rest cannot be read ({short(error)})")


FORMAT = Format("Parquet", looks, rows)
