t3gen new app . --name shop --database sqlite --auth better-auth
