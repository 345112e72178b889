COMMENT ON TABLE item IS 'by hand';
