/** Remembers what the second agent and people say of changes. */
@NullMarked
package io.codemaster.query.review;

import org.jspecify.annotations.NullMarked;
