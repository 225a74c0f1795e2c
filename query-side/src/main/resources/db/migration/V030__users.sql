-- What a user may do at all, who vouches for them, and what ends all their sessions at once. Users who were here before
-- have an account of this product, or are people of the demonstration.
ALTER TABLE user_details ADD COLUMN status VARCHAR(16) DEFAULT 'ACTIVE' NOT NULL;
ALTER TABLE user_details ADD COLUMN source VARCHAR(16) DEFAULT 'LOCAL' NOT NULL;
ALTER TABLE user_details ADD COLUMN last_sign_in_at BIGINT;
ALTER TABLE user_details ADD COLUMN session_era INT DEFAULT 0 NOT NULL;
ALTER TABLE user_details ADD COLUMN kept_session VARCHAR(64);
ALTER TABLE user_details MODIFY COLUMN email VARCHAR(320) NULL;
UPDATE user_details SET source = 'DEMO' WHERE id IN ('demo-pm', 'demo-rd', 'demo-admin');
CREATE INDEX user_details_by_age ON user_details (created_at, id);

-- Who is whom elsewhere.
CREATE TABLE user_identity (
    identity VARCHAR(400) NOT NULL,
    user_id VARCHAR(128) NOT NULL,
    PRIMARY KEY (identity)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
