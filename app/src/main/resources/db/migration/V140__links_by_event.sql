-- Where Axon Server keeps the events, an event is found by its identifier through its link.
CREATE INDEX ix_record_link_event_identifier ON record_link (event_identifier);
