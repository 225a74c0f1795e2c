-- Which deliveries of webhooks were seen, so that a replay does nothing. The hash is the SHA-256 of the platform's delivery
-- id in hex. Times are milliseconds since 1970.
CREATE TABLE webhook_delivery (
    repository_id VARCHAR(128) NOT NULL,
    delivery_hash CHAR(64)     NOT NULL,
    received_at   BIGINT       NOT NULL,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (repository_id, delivery_hash)
);

CREATE INDEX ix_webhook_delivery_age ON webhook_delivery (received_at);
