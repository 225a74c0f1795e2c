/** Remembers projects and their members. */
@NullMarked
package io.codemaster.query.project;

import org.jspecify.annotations.NullMarked;
