"""Prisma's schema language: reading it, and editing it without touching other lines."""
