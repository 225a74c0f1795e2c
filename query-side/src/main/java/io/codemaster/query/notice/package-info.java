/** Remembers what people were told. */
@NullMarked
package io.codemaster.query.notice;

import org.jspecify.annotations.NullMarked;
