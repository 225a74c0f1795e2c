-- What each user was told, one row for each of them.
CREATE TABLE inbox_notice (
    notice_id VARCHAR(128) NOT NULL,
    user_id VARCHAR(128) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    topic VARCHAR(16) NOT NULL,
    happened_at BIGINT NOT NULL,
    seen BOOLEAN NOT NULL,
    requirement_key VARCHAR(64) NOT NULL,
    requirement_title VARCHAR(1000) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128),
    actor_id VARCHAR(128),
    facts LONGTEXT NOT NULL,
    link VARCHAR(1000) NOT NULL,
    PRIMARY KEY (user_id, notice_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX inbox_notice_by_age ON inbox_notice (user_id, happened_at, notice_id);
CREATE INDEX inbox_notice_unread ON inbox_notice (user_id, seen, happened_at, notice_id);

-- What each user does not want to hear of: words with a space between.
CREATE TABLE notice_choice (
    user_id VARCHAR(128) NOT NULL,
    not_by_feishu VARCHAR(200) NOT NULL,
    not_in_inbox VARCHAR(200) NOT NULL,
    PRIMARY KEY (user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
