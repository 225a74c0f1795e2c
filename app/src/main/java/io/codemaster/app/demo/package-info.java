/** The demonstration: a project, a repository and requirements that need no key and no network. */
@NullMarked
package io.codemaster.app.demo;

import org.jspecify.annotations.NullMarked;
