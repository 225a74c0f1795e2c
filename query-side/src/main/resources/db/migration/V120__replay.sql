-- What each run's stream amounts to so far, as JSON, and the same as it was every few hundred events: whoever wants to know
-- what it was at any event reads one row and the few events after it.
CREATE TABLE run_moment_head (
    run_id VARCHAR(128) NOT NULL,
    seq BIGINT NOT NULL,
    state LONGTEXT NOT NULL,
    PRIMARY KEY (run_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE run_moment (
    run_id VARCHAR(128) NOT NULL,
    seq BIGINT NOT NULL,
    state LONGTEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The trees that were recorded while the agent worked. The first of an attempt is what the agent found; its files are in
-- the artifact, those of the others are rows of run_tree_file.
CREATE TABLE run_tree (
    run_id VARCHAR(128) NOT NULL,
    tree_no INT NOT NULL,
    seq BIGINT NOT NULL,
    attempt INT NOT NULL,
    tree_id VARCHAR(64) NOT NULL,
    is_first BOOLEAN NOT NULL,
    record_id VARCHAR(64),
    files INT,
    additions INT,
    deletions INT,
    PRIMARY KEY (run_id, tree_no)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX run_tree_by_seq ON run_tree (run_id, seq);

-- What each tree has different from the one before.
CREATE TABLE run_tree_file (
    run_id VARCHAR(128) NOT NULL,
    tree_no INT NOT NULL,
    place INT NOT NULL,
    attempt INT NOT NULL,
    seq BIGINT NOT NULL,
    path LONGTEXT NOT NULL,
    old_path LONGTEXT,
    before_mode VARCHAR(6),
    before_blob VARCHAR(64),
    before_bytes BIGINT,
    before_content VARCHAR(64),
    before_at BIGINT,
    after_mode VARCHAR(6),
    after_blob VARCHAR(64),
    after_bytes BIGINT,
    after_content VARCHAR(64),
    after_at BIGINT,
    PRIMARY KEY (run_id, tree_no, place)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The calls of tools that may have changed files, and what led to each.
CREATE TABLE run_call (
    run_id VARCHAR(128) NOT NULL,
    seq BIGINT NOT NULL,
    place INT NOT NULL,
    attempt INT NOT NULL,
    tool_use_id VARCHAR(255) NOT NULL,
    tool VARCHAR(255) NOT NULL,
    result_seq BIGINT NOT NULL,
    thought_seq BIGINT,
    text_seq BIGINT,
    todo VARCHAR(1000),
    PRIMARY KEY (run_id, seq, place)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
