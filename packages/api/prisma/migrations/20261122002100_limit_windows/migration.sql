-- CreateTable
CREATE UNLOGGED TABLE "limit_window" (
    "key" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,
    "most" INTEGER NOT NULL,
    "wanted" INTEGER NOT NULL,
    "granted" INTEGER NOT NULL,

    CONSTRAINT "limit_window_pkey" PRIMARY KEY ("key")
);

-- Rows are rewritten in place, many times a minute: room for that on their own page.
ALTER TABLE "limit_window" SET (fillfactor = 50);
