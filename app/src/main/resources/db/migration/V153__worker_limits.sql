-- How many agents the worker of a process may run at once; null where it has none.
ALTER TABLE product_process ADD COLUMN max_workers INT;
