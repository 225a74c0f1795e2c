-- A generation that goes on from an earlier one: which, how often the change was sent back, and the part that it added.
ALTER TABLE generation_details ADD COLUMN follow_up_of VARCHAR(128);
ALTER TABLE generation_details ADD COLUMN review_round INT NOT NULL DEFAULT 1;
ALTER TABLE generation_details ADD COLUMN resumed BOOLEAN;
ALTER TABLE generation_details ADD COLUMN round_base_commit VARCHAR(64);
ALTER TABLE generation_details ADD COLUMN round_patch_artifact VARCHAR(64);
ALTER TABLE generation_details ADD COLUMN round_files_artifact VARCHAR(64);
ALTER TABLE generation_details ADD COLUMN round_files INT NOT NULL DEFAULT 0;
ALTER TABLE generation_details ADD COLUMN round_additions INT NOT NULL DEFAULT 0;
ALTER TABLE generation_details ADD COLUMN round_deletions INT NOT NULL DEFAULT 0;
