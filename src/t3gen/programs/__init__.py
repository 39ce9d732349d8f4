"""Programs that t3gen starts: git, Node and formatters. No other package starts any."""

from t3gen.programs.captured import Captured, capture
from t3gen.programs.dotenv import read_env
from t3gen.programs.engine import IN_MEMORY, start_early, start_engine
from t3gen.programs.formatter import Formatter
from t3gen.programs.node import (
    EngineMissing,
    check_packages,
    find_node,
    node_binary,
    output_of,
)
from t3gen.programs.processes import (
    ProgramFailed,
    Programs,
    Running,
    free_port,
    path_additions,
    wait_until,
)

__all__ = [
    "IN_MEMORY",
    "Captured",
    "EngineMissing",
    "Formatter",
    "ProgramFailed",
    "Programs",
    "Running",
    "capture",
    "check_packages",
    "find_node",
    "free_port",
    "node_binary",
    "output_of",
    "path_additions",
    "read_env",
    "start_early",
    "start_engine",
    "wait_until",
]
