-- The hash chain over all events in their global order, and what was signed of it. Positions begin with 1 and have no gaps.
CREATE TABLE record_link (
    position         BIGINT      NOT NULL,
    global_index     BIGINT      NOT NULL,
    event_identifier VARCHAR(64) NOT NULL,
    hash             CHAR(64)    NOT NULL,
    CONSTRAINT pk_record_link PRIMARY KEY (position),
    CONSTRAINT uq_record_link_event UNIQUE (global_index)
);

CREATE TABLE record_checkpoint (
    position   BIGINT       NOT NULL,
    hash       CHAR(64)     NOT NULL,
    signed_at  VARCHAR(40)  NOT NULL,
    public_key VARCHAR(200) NOT NULL,
    signature  VARCHAR(200) NOT NULL,
    CONSTRAINT pk_record_checkpoint PRIMARY KEY (position)
);
