-- Which process has a run in hand.
ALTER TABLE generation_details ADD COLUMN worker_id VARCHAR(128);
ALTER TABLE inspection_details ADD COLUMN worker_id VARCHAR(128);
