//! What help says about exit codes, once for all commands.

/// What all commands say at the end of their help.
macro_rules! exit_codes {
    () => {
        "\nExit codes:\n  0  done\n  1  a check failed, or nothing matched\n  2  a page could not \
         be read or the call was wrong; what could be written was"
    };
}
pub(super) use exit_codes;
