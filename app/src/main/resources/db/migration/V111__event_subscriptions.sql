-- Programs that are told of events. Everything up to delivered_to was taken by the receiver, or was not for it. Times are
-- milliseconds since 1970; whoever delivers holds the subscription until held_until.
CREATE TABLE event_subscription (
    id                VARCHAR(64)   NOT NULL,
    owner_id          VARCHAR(128)  NOT NULL,
    project_id        VARCHAR(128),
    url               VARCHAR(2000) NOT NULL,
    types             VARCHAR(2000) NOT NULL,
    delivered_to      BIGINT        NOT NULL,
    tries             INT           NOT NULL,
    next_try_at       BIGINT        NOT NULL,
    held_until        BIGINT        NOT NULL,
    last_failure      VARCHAR(500),
    last_delivered_at BIGINT,
    created_at        BIGINT        NOT NULL,
    CONSTRAINT pk_event_subscription PRIMARY KEY (id)
);

CREATE INDEX ix_event_subscription_due ON event_subscription (next_try_at);
