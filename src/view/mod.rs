//! What a person reads in a terminal: the tree, the account of a comment.
