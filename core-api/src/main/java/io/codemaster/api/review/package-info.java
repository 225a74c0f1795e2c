/** What people and the second agent think of a change. */
@NullMarked
package io.codemaster.api.review;

import org.jspecify.annotations.NullMarked;
