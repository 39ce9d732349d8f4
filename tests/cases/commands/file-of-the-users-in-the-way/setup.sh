t3gen new app . 2>/dev/null
mkdir -p src/server/posts && echo mine > src/server/posts/schema.ts
