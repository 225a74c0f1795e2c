/** Remembers generations, and serves the feed of what happens in them. */
@NullMarked
package io.codemaster.query.codegen;

import org.jspecify.annotations.NullMarked;
