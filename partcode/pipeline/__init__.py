"""The main job: the only place that knows all the parts."""

from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.ingesting import ingest, survey
from partcode.pipeline.results import write_results

__all__ = ["code", "codebooks_of", "ingest", "survey", "write_results"]
