"""Programs that t3gen starts: git, Node and formatters. No other module starts one."""
