//! The command line: arguments, one file a command, exit codes. The only
//! place that prints.
