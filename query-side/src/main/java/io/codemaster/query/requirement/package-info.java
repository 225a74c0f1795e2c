/** Remembers requirements and how their newest generation stands. */
@NullMarked
package io.codemaster.query.requirement;

import org.jspecify.annotations.NullMarked;
