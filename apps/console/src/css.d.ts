/** A stylesheet that a page brings along: the build makes a file of it, loaded with the page's code. */
declare module '*.css';
