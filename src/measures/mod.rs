//! Numbers about threads and the people in them.
