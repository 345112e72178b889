CREATE INDEX ix_desc ON article (year DESC NULLS LAST);
CREATE INDEX ix_ops ON article (title text_pattern_ops);
