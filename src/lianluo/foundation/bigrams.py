"""Full text in Chinese without a dictionary: overlapping pairs of characters in a GIN index, so that words of any length and
names that no dictionary knows are found. The rooms use these pieces in their own migrations; this room has no tables.

    operations = [
        migrations.RunSQL(bigrams.CREATE, bigrams.DROP),
        migrations.RunSQL(*bigrams.index("matters_matter", "title || ' ' || body", "matter_words")),
    ]
"""

from __future__ import annotations
