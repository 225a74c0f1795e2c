/** What people are told of the requirements that concern them. */
@NullMarked
package io.codemaster.api.notice;

import org.jspecify.annotations.NullMarked;
