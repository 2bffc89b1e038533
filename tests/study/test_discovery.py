"""Discovery: the adjusted p-values are those of Benjamini and Hochberg."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from framing.study.discovery import false_discovery


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusted_p_values_are_scipys(p: list[float]) -> None:
    ours = false_discovery(np.array(p))
    assert np.allclose(ours, false_discovery_control(p, method="bh"))
