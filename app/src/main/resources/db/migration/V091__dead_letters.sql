-- Events that a processor could not handle, and what came after them in the same sequence: Axon's table, names as
-- DeadLetterQueues gives them.
CREATE TABLE dead_letter (
    dead_letter_id       VARCHAR(64)  NOT NULL,
    processing_group     VARCHAR(120) NOT NULL,
    sequence_identifier  VARCHAR(160) NOT NULL,
    sequence_index       BIGINT       NOT NULL,
    message_type         VARCHAR(255) NOT NULL,
    event_identifier     VARCHAR(64)  NOT NULL,
    time_stamp           VARCHAR(40)  NOT NULL,
    payload_type         VARCHAR(255) NOT NULL,
    payload_revision     VARCHAR(40),
    payload              LONGBLOB     NOT NULL,
    meta_data            LONGBLOB,
    aggregate_type       VARCHAR(100),
    aggregate_identifier VARCHAR(160),
    sequence_number      BIGINT,
    token_type           VARCHAR(255),
    token                LONGBLOB,
    enqueued_at          VARCHAR(40)  NOT NULL,
    last_touched         VARCHAR(40)  NOT NULL,
    processing_started   VARCHAR(40),
    cause_type           VARCHAR(255),
    cause_message        VARCHAR(1024),
    diagnostics          LONGBLOB,
    CONSTRAINT pk_dead_letter PRIMARY KEY (dead_letter_id),
    CONSTRAINT uq_dead_letter_index UNIQUE (processing_group, sequence_identifier, sequence_index)
);

-- One row for each sequence that is held: what retries lock. Times are milliseconds since 1970.
CREATE TABLE dead_letter_sequence (
    processing_group    VARCHAR(120) NOT NULL,
    sequence_identifier VARCHAR(160) NOT NULL,
    id                  VARCHAR(64)  NOT NULL,
    held_since          BIGINT       NOT NULL,
    attempts            INT          NOT NULL,
    last_attempt_at     BIGINT       NOT NULL,
    next_attempt_at     BIGINT,
    CONSTRAINT pk_dead_letter_sequence PRIMARY KEY (processing_group, sequence_identifier),
    CONSTRAINT uq_dead_letter_sequence_id UNIQUE (id)
);

CREATE INDEX ix_dead_letter_sequence_next ON dead_letter_sequence (next_attempt_at);

-- Whatever else the events of a held sequence speak of: later events that name one of these wait behind it.
CREATE TABLE dead_letter_key (
    processing_group    VARCHAR(120) NOT NULL,
    event_key           VARCHAR(160) NOT NULL,
    sequence_identifier VARCHAR(160) NOT NULL,
    CONSTRAINT pk_dead_letter_key PRIMARY KEY (processing_group, event_key)
);
