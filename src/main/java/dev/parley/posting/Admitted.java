package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Parent;
import java.util.Optional;

/**
 * A submission that may be posted: the thread is open, and its author is not shut out.
 *
 * @param newTitle the title the reader's browser gave a page that has none yet
 */
record Admitted(
    Submission submission,
    Article article,
    Optional<String> newTitle,
    Optional<Parent> parent,
    Author author) {}
