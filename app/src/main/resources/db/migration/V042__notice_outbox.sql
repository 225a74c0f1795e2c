-- What is handed to people outside of the product, each notice at most once to each of them. Where a letter is SENDING,
-- next_try_at is when its sender is taken for lost. Times are milliseconds since 1970.
CREATE TABLE notice_outbox (
    notice_id     VARCHAR(128) NOT NULL,
    user_id       VARCHAR(128) NOT NULL,
    message_key   VARCHAR(50)  NOT NULL,
    content       LONGTEXT,
    state         VARCHAR(16)  NOT NULL,
    tries         INT          NOT NULL,
    created_at    BIGINT       NOT NULL,
    next_try_at   BIGINT       NOT NULL,
    unclear_since BIGINT,
    finished_at   BIGINT,
    reason        VARCHAR(1000),
    CONSTRAINT pk_notice_outbox PRIMARY KEY (notice_id, user_id)
);

CREATE INDEX ix_notice_outbox_due ON notice_outbox (state, next_try_at);
CREATE INDEX ix_notice_outbox_age ON notice_outbox (finished_at);
