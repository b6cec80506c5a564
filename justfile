# What a developer types. `just` lists it.

_list:
    @just --list --unsorted

# Run the tests; what follows is for cargo: just test --test layers
test *args:
    cargo test {{args}}

# Run the tests and fail those that miss the data in ../shared
test-all:
    REJOINDER_REQUIRE_SHARED=1 cargo test

# Check the format and the lints, as strictly as CI does
lint:
    cargo fmt --all --check
    cargo clippy --all-targets --locked -- -D warnings

# Format the source
format:
    cargo fmt --all

# Build the documentation
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Run all that CI runs
ci:
    .ci/run

# Learn the weights of signs anew from the labelled pages of ../shared
weigh:
    cargo run --release --quiet -- weigh ../shared/data/pages/blog ../shared/data/pages/chat --answers-only ../shared/data/pages/flat --answers-only ../shared/data/pages/footer --answers-only ../shared/data/structure/tweets_train.csv --gold-parent parent_id > target/weights.toml
    mv target/weights.toml data/weights.toml

# Make the reports of the sample pages anew
samples:
    cargo run --release --quiet -- analyze data/bridge.txt
    cargo run --release --quiet -- analyze data/kueche.txt
    cargo run --release --quiet -- analyze data/silence.txt
    cargo run --release --quiet -- analyze data/truce.txt
    cargo run --release --quiet -- analyze data/truce.txt --lexicon ceasefire -o reports/truce-ceasefire

# Time large pages; what follows is for the program: just bench --layout flat
bench *args:
    cargo bench --bench reconstruction -- {{args}}

# Write the readable dumps of tests/formats anew; read the difference
fixtures:
    REJOINDER_UPDATE=1 cargo test --test formats
