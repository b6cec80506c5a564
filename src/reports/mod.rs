//! An analysis as tables, and tables as files.
