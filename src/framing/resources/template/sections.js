var L=[...document.querySelectorAll(".toc a")];
if(L.length&&"IntersectionObserver"in window){var io=new IntersectionObserver(x=>x.forEach(e=>{if(e.isIntersecting)L.forEach(a=>a.hash=="#"+e.target.id?a.setAttribute("aria-current","true"):a.removeAttribute("aria-current"))}),{rootMargin:"-20% 0px -70%"});
L.forEach(a=>{var t=document.getElementById(a.hash.slice(1));if(t)io.observe(t.closest("section")||t)})}
