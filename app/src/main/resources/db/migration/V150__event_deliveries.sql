-- A subscription that stands still keeps its place, and what was sent lately can be looked at: the last attempts of each
-- subscription, from which place to which, and what came of them. Times are milliseconds since 1970.
ALTER TABLE event_subscription ADD COLUMN paused INT DEFAULT 0 NOT NULL;

CREATE TABLE event_delivery (
    id              VARCHAR(64)  NOT NULL,
    subscription_id VARCHAR(64)  NOT NULL,
    tried_at        BIGINT       NOT NULL,
    after_position  BIGINT       NOT NULL,
    up_to           BIGINT       NOT NULL,
    events          INT          NOT NULL,
    accepted        INT          NOT NULL,
    words           VARCHAR(500) NOT NULL,
    CONSTRAINT pk_event_delivery PRIMARY KEY (id)
);

CREATE INDEX ix_event_delivery_subscription ON event_delivery (subscription_id, id);
