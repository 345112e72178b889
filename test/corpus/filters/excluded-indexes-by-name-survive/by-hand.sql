CREATE INDEX tuned_n ON post (n DESC);
