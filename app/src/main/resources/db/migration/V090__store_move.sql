-- Where this store was moved from by `./codemaster move-store`. Without finished_at it is half of a store. Times are
-- milliseconds since 1970.
CREATE TABLE store_move (
    source      VARCHAR(1000) NOT NULL,
    events      BIGINT        NOT NULL,
    started_at  BIGINT        NOT NULL,
    finished_at BIGINT,
    CONSTRAINT pk_store_move PRIMARY KEY (started_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
