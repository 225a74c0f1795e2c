/** Remembers linked repositories. */
@NullMarked
package io.codemaster.query.repository;

import org.jspecify.annotations.NullMarked;
