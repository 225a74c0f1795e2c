/** The contract of projects and their members. */
@NullMarked
package io.codemaster.api.project;

import org.jspecify.annotations.NullMarked;
