chmod 555 locked
